package dev.witloof.conformance.internal.trail;

/**
 * Something that a connector gave.
 *
 * @param where for messages, such as {@code the cursor after batch 3 of table 'orders'}
 */
public record Said(String where, String text) {}
