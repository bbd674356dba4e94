package dev.witloof.component.type;

/**
 * A resource type by identity: two are the same type only when they are the same object.
 *
 * <p>Within a link plan {@code index} is the slot in the plan's list of resources.
 */
public final class ResourceType {
  private final int index;
  private String name;
  private boolean exported;

  public ResourceType(int index, String name) {
    this.index = index;
    this.name = name;
  }

  /** A resource type of the host, for {@code ExternValue.HostResource}. */
  public static ResourceType named(String name) {
    return new ResourceType(-1, name);
  }

  /** The same resource at run time, under an identity of its own. */
  public ResourceType opaque(String exportName) {
    return new ResourceType(index, exportName);
  }

  /** Gives a defined resource the name it is first exported under; later names do not count. */
  public void exportedAs(String exportName) {
    if (!exported) {
      name = exportName;
      exported = true;
    }
  }

  public int index() {
    return index;
  }

  /** For messages: the name it was first exported or imported under. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
