package dev.witloof.connector;

/** Which limit was hit, what the budget was and what was used, in {@code unit}. */
public record LimitHit(String limit, long budget, long used, String unit) {}
