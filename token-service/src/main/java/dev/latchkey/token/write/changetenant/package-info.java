/** What operators change of the tenant: register, change and delete clients, connections and domains. */
@NullMarked
package dev.latchkey.token.write.changetenant;

import org.jspecify.annotations.NullMarked;
