package io.github.jinbei;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose results must be the same to the last bit everywhere. The build runs these classes on every backend.
 * {@link ExpectedBackend} fails them if another backend runs than the test run is for.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("bits")
@ExtendWith(ExpectedBackend.class)
public @interface BitEquality {}
