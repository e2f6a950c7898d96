/** The phase gate on hardware: freers against transitions, and transitions against each other. */
package io.quiesce.phase;
