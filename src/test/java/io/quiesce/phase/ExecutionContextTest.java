package io.quiesce.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The system-stack discipline of one context. */
final class ExecutionContextTest {
  private final ExecutionContext ctx =
      new ExecutionContext() {
        @Override
        public String toString() {
          return "M 7";
        }
      };

  @Test
  void requireSystemStack_onUserStack_namesOperationAndContext() {
    assertThatThrownBy(() -> ctx.requireSystemStack("stackalloc"))
        .isInstanceOf(SystemStackException.class)
        .hasMessageContaining("stackalloc")
        .hasMessageContaining("M 7")
        .hasMessageContaining("systemstack");
  }

  @Test
  void systemstack_nests_andLeavesOnException() {
    ctx.systemstack(
        () -> {
          ctx.systemstack(() -> assertThat(ctx.onSystemStack()).isTrue());
          assertThatCode(() -> ctx.requireSystemStack("x")).doesNotThrowAnyException();
        });
    assertThat(ctx.onSystemStack()).isFalse();

    assertThatThrownBy(
            () ->
                ctx.systemstack(
                    () -> {
                      throw new ArithmeticException("thrown on the system stack");
                    }))
        .isInstanceOf(ArithmeticException.class);
    assertThat(ctx.onSystemStack()).isFalse();
  }

  @Test
  void leaveSystemStack_onUserStack_isAnError() {
    assertThatThrownBy(ctx::leaveSystemStack).isInstanceOf(SystemStackException.class);
  }
}
