package dev.witloof.runtime;

import java.util.Locale;

/** Why a capability is granted. */
public enum GrantRule {
  /** The operator named it: on the command line, in the pipeline or through {@link Grants}. */
  OPERATOR,
  /** The operator approved it for this very component, in a {@link GrantsFile}. */
  APPROVAL,
  /** The operator trusts this very manifest and component, in a {@link GrantsFile}. */
  TRUSTED_HASH,
  /** A publisher whom the operator trusts, in a {@link GrantsFile}, signed both. */
  PUBLISHER,
  /** Development: whatever is asked for is granted. */
  DEVELOPMENT;

  /** As reports and events write it, such as {@code trusted-hash}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
