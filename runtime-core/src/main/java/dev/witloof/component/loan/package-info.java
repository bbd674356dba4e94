/**
 * Lists of bytes that cross the border by one copy instead of two, for the layers of this library
 * that are built on components: what is lent here is a guest's own memory. It is no part of the
 * public API, in which a {@code list<u8>} is a {@code byte[]}.
 */
@NullMarked
package dev.witloof.component.loan;

import org.jspecify.annotations.NullMarked;
