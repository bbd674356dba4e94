/** One REST API, and the connector for it in each language: {@code guests/rest}. */
@NullMarked
package dev.witloof.conformance.rest;

import org.jspecify.annotations.NullMarked;
