/** Sources of scenarios: where they are, and how a changed one becomes classes. */
package io.quiesce.hunt.source;
