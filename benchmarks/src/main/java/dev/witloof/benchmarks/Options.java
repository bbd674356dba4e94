package dev.witloof.benchmarks;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param quick fewer turns and shorter ones
 * @param only names of kernels or guests, in any case; empty means all
 */
record Options(boolean quick, List<String> only) {
  boolean wants(String name) {
    return only.isEmpty() || only.stream().anyMatch(name::equalsIgnoreCase);
  }
}
