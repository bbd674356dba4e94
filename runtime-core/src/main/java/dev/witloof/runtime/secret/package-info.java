/**
 * The values of secrets, kept out of what the host writes: {@link
 * dev.witloof.runtime.secret.Redactor}.
 */
@NullMarked
package dev.witloof.runtime.secret;

import org.jspecify.annotations.NullMarked;
