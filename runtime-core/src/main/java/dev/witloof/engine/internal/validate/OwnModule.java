package dev.witloof.engine.internal.validate;

import dev.witloof.engine.ValidModule;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.StartingMemory;

/** A valid module as the engine sees it. */
public sealed interface OwnModule extends ValidModule permits CheckedModule, KnownModule {
  /** Its structure, with bytes that nobody else can change. */
  DecodedModule decoded();

  /** The module with what its bodies are like; may take the time that validating takes. */
  CheckedModule checked();

  /** Of its bytes; may take time in proportion to them. */
  default ContentDigest digest() {
    return ContentDigest.of(decoded().bytes());
  }

  @Override
  default int size() {
    return decoded().bytes().length;
  }

  @Override
  default int declarations() {
    DecodedModule module = decoded();
    return module.types().size()
        + module.imports().size()
        + module.functions().size()
        + module.globals().size()
        + module.exports().size();
  }

  @Override
  default long startingMemory() {
    return StartingMemory.of(decoded());
  }
}
