package dev.witloof.conformance.rest;

import dev.witloof.conformance.BuiltGuests;
import org.junit.jupiter.api.Tag;

@Tag(BuiltGuests.TAG)
class StarlingMonkeyOrdersTest extends OrdersGuestTest {
  StarlingMonkeyOrdersTest() {
    super(BuiltGuests.component("orders-js"));
  }
}
