/** How all commands speak. */
package io.quiesce.cli.console;
