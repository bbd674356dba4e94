package dev.witloof.engine.internal.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartIndicesTest {
  @Test
  void thePartComesFirstAndTheRestBehindIt() {
    PartIndices indices = new PartIndices(3, 4, 5, 2);

    int[] functions = IntStream.range(0, 9).map(indices::inModule).toArray();

    assertEquals("[0, 1, 2, -1, 5, 6, 7, 3, 4]", Arrays.toString(functions));
  }

  @Test
  void bothDirectionsAgree() {
    for (int first = 0; first < 5; first++) {
      PartIndices indices = new PartIndices(3, 8, 5, first);
      for (int function = 0; function < 8; function++) {
        assertEquals(function, indices.inModule(indices.inPart(function)));
      }
    }
  }
}
