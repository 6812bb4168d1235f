/** The query language of tenant logs (CONTRACT section 14): read into a tree, and turned into a condition of SQL. */
@NullMarked
package dev.latchkey.audit.read.logs.query;

import org.jspecify.annotations.NullMarked;
