/**
 * Component values as plain Java objects:
 *
 * <table>
 *   <caption>WIT to Java</caption>
 *   <tr><td>bool</td><td>Boolean</td></tr>
 *   <tr><td>s8 u8 s16 u16 s32</td><td>Integer</td></tr>
 *   <tr><td>u32 s64 u64</td><td>Long (u64: all 64 bits, read as unsigned)</td></tr>
 *   <tr><td>f32, f64</td><td>Float, Double</td></tr>
 *   <tr><td>char</td><td>Integer, a Unicode scalar value</td></tr>
 *   <tr><td>string</td><td>String</td></tr>
 *   <tr><td>list&lt;u8&gt;</td><td>byte[]</td></tr>
 *   <tr><td>list&lt;T&gt;, tuple</td><td>List</td></tr>
 *   <tr><td>record</td><td>{@link dev.witloof.component.value.RecordValue}</td></tr>
 *   <tr><td>variant</td><td>{@link dev.witloof.component.value.VariantValue}</td></tr>
 *   <tr><td>enum</td><td>String, the label</td></tr>
 *   <tr><td>flags</td><td>Set of String</td></tr>
 *   <tr><td>option</td><td>Optional (option of option nests)</td></tr>
 *   <tr><td>result</td><td>{@link dev.witloof.component.value.ResultValue}</td></tr>
 *   <tr><td>own, borrow of a host resource</td><td>the host's Java object</td></tr>
 *   <tr><td>own, borrow of a guest resource</td><td>{@code GuestResource}</td></tr>
 * </table>
 */
@NullMarked
package dev.witloof.component.value;

import org.jspecify.annotations.NullMarked;
