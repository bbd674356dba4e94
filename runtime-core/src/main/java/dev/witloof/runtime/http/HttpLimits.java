package dev.witloof.runtime.http;

/**
 * Limits of the HTTP requests of one connector. Immutable.
 *
 * @param inFlight requests in flight at once, of all instances together
 * @param requestBody bytes of the body of one request
 * @param responseBody bytes of the body of one response
 */
public record HttpLimits(int inFlight, long requestBody, long responseBody) {}
