package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prices have a version. There is a table of them for each, which is never changed once it is
 * committed. What the prices come to in calls is committed, too, in the tests of who burns them.
 */
class FuelScheduleTest {
  private static final String TABLE = "/engine/fuel-schedule-" + FuelSchedule.VERSION + ".txt";

  private static List<String> committed() throws IOException {
    try (InputStream table = FuelScheduleTest.class.getResourceAsStream(TABLE)) {
      assertNotNull(table, () -> "a new version of the schedule needs a new table, " + TABLE);
      return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> prices() throws IllegalAccessException {
    List<String> prices = new ArrayList<>();
    for (Class<?> part : List.of(FuelSchedule.class, HostFuel.class, LiftedBytes.class)) {
      for (Field price : part.getFields()) {
        if (!price.getName().equals("VERSION")) {
          prices.add(part.getSimpleName() + "." + price.getName() + " " + price.get(null));
        }
      }
    }
    return prices.stream().sorted().toList();
  }

  @Test
  void aPriceDoesNotChangeWithoutTheVersion() throws Exception {
    assertEquals(
        committed(),
        prices(),
        "prices are not those of version "
            + FuelSchedule.VERSION
            + ": raise FuelSchedule.VERSION and add the table of the new one");
  }
}
