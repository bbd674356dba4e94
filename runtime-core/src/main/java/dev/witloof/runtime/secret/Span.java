package dev.witloof.runtime.secret;

/**
 * A stretch of a text that gives a secret away.
 *
 * @param from index of its first character
 * @param to index after its last
 * @param name of the secret
 */
record Span(int from, int to, String name) {}
