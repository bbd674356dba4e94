package dev.witloof.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a {@link ConformanceFields} class whose value, a {@link SourceSubject} or {@link
 * DestinationSubject}, is to be tested. It may be private; it is read once, when the tests run.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Conforms {}
