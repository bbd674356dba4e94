/**
 * The command line. {@link dev.witloof.cli.Witloof} is the entry point; one class a command; what
 * several commands share is an options class of picocli. Results go to stdout, all else to stderr.
 */
@NullMarked
package dev.witloof.cli;

import org.jspecify.annotations.NullMarked;
