package dev.witloof.conformance.rest;

import dev.witloof.conformance.BuiltGuests;
import org.junit.jupiter.api.Tag;

@Tag(BuiltGuests.TAG)
class GoOrdersTest extends OrdersGuestTest {
  GoOrdersTest() {
    super(BuiltGuests.component("orders-go"));
  }
}
