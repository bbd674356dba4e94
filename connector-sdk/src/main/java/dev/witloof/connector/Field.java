package dev.witloof.connector;

/** A named, typed column or struct member. */
public record Field(String name, DataType type, boolean nullable) {}
