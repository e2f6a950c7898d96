/** Classes that break the architecture's rules, one rule a class. Never used otherwise. */
package io.quiesce.architecture.planted;
