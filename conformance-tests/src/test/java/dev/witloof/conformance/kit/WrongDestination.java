package dev.witloof.conformance.kit;

import dev.witloof.connector.Destination;
import java.util.List;

/** A destination that is wrong in one way. */
interface WrongDestination {

  Destination open(MemoryLake lake);

  /** The checks that fail, and no others. */
  List<String> caughtBy();
}
