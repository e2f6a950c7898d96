package io.quiesce.explore.model;

import io.quiesce.explore.model.check.Checker;
import io.quiesce.explore.model.check.JmmChecker;
import io.quiesce.explore.model.check.Rc11Checker;
import io.quiesce.explore.model.check.ScChecker;
import io.quiesce.explore.model.check.TsoChecker;
import java.util.Locale;

/** The memory models that can be asked about. */
public enum Model {
  /** Sequential consistency. */
  SC,
  /** Total store order, as x86 has it. */
  TSO,
  /** Repaired C11. */
  RC11,
  /** The Java memory model by access modes. */
  JMM;

  /** A new checker for one worker. */
  public Checker checker() {
    return switch (this) {
      case SC -> new ScChecker();
      case TSO -> new TsoChecker();
      case RC11 -> new Rc11Checker();
      case JMM -> new JmmChecker();
    };
  }

  /** The definition of the model. */
  public Axioms axioms() {
    return switch (this) {
      case SC -> new ScAxioms();
      case TSO -> new TsoAxioms();
      case RC11 -> new Rc11Axioms();
      case JMM -> new JmmAxioms();
    };
  }

  /** The name as the command line has it, such as {@code rc11}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The model of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Model named(String label) {
    for (Model model : values()) {
      if (model.label().equals(label)) {
        return model;
      }
    }
    throw new IllegalArgumentException("no model '" + label + "'; use sc, tso, rc11 or jmm");
  }
}
