/** Token-service: redeems sessions, owns users, passkeys and grants, issues tokens. */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
