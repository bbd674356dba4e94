/**
 * Interfaces as Java types: what a host offers is a class, what a guest exports is a Java
 * interface, and both are checked against WIT before anything runs. See {@link
 * dev.witloof.component.Linker#implement} and {@link dev.witloof.component.ComponentInstance#bind}.
 * Tools that do not know the interface use {@link dev.witloof.component.value} instead; a dynamic
 * value of that package may stand anywhere in a typed signature, and {@link Object} for any of
 * them.
 *
 * <table>
 *   <caption>WIT to Java; boxed types where Java needs them</caption>
 *   <tr><td>bool</td><td>boolean</td></tr>
 *   <tr><td>s8</td><td>int, or byte</td></tr>
 *   <tr><td>u8</td><td>int, 0 to 255, or byte, its bits read as unsigned</td></tr>
 *   <tr><td>s16</td><td>int, or short</td></tr>
 *   <tr><td>u16</td><td>int, 0 to 65,535, or short, its bits read as unsigned</td></tr>
 *   <tr><td>s32</td><td>int</td></tr>
 *   <tr><td>u32</td><td>long, 0 to 2³²-1, or int, its bits read as unsigned</td></tr>
 *   <tr><td>s64</td><td>long</td></tr>
 *   <tr><td>u64</td><td>long, its bits read as unsigned</td></tr>
 *   <tr><td>f32, f64</td><td>float, double</td></tr>
 *   <tr><td>char</td><td>int, a Unicode scalar value</td></tr>
 *   <tr><td>string</td><td>String</td></tr>
 *   <tr><td>list&lt;u8&gt;</td><td>byte[]</td></tr>
 *   <tr><td>list&lt;T&gt;</td><td>List of what T is; for a primitive of Java also its array</td></tr>
 *   <tr><td>tuple</td><td>a record with as many components; of two also Map.Entry</td></tr>
 *   <tr><td>record</td><td>a record: components in the order of the fields, named in
 *     camelCase</td></tr>
 *   <tr><td>variant</td><td>a sealed interface; each case a record named in PascalCase, with one
 *     component if the case has a payload</td></tr>
 *   <tr><td>enum, variant without payloads</td><td>an enum with constants in UPPER_CASE</td></tr>
 *   <tr><td>flags</td><td>Set or EnumSet of such an enum</td></tr>
 *   <tr><td>option</td><td>Optional</td></tr>
 *   <tr><td>result, as result of a function</td><td>the return value, and an exception that the
 *     method declares: {@link dev.witloof.component.typed.WitError}, or {@link
 *     dev.witloof.component.typed.WitFailure} when the error has no payload</td></tr>
 *   <tr><td>result elsewhere</td><td>a sealed interface of the records {@code Ok} and {@code
 *     Err}</td></tr>
 *   <tr><td>own, borrow of a host resource</td><td>the class with {@link
 *     dev.witloof.component.typed.WitResource}</td></tr>
 *   <tr><td>own, borrow of a guest resource</td><td>{@link dev.witloof.component.GuestResource},
 *     or an interface that extends it and has {@link dev.witloof.component.typed.WitResource}
 *     </td></tr>
 * </table>
 *
 * <p>Names follow from those of WIT, {@code get-random-u64} is {@code getRandomU64}; {@link
 * dev.witloof.component.typed.WitName} gives others. No generic records, and no subclasses of the
 * types above.
 */
@NullMarked
package dev.witloof.component.typed;

import org.jspecify.annotations.NullMarked;
