/** What the README shows of the explorer as a library, compiled and run. */
package io.quiesce.explore.example;
