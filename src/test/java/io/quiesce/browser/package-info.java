/**
 * The pages that the product writes, in a real browser. Skipped, and saying why, where Chromium or
 * Node.js is not installed; nothing is ever downloaded.
 */
package io.quiesce.browser;
