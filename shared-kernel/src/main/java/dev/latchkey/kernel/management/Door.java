package dev.latchkey.kernel.management;

import java.util.List;

/**
 * What a service answers over HTTP; everything else is 404.
 *
 * @param lookUps paths that operators may GET
 * @param scope what an operator's token must be allowed for them
 * @param open the path that needs no token
 */
public record Door(List<String> lookUps, String scope, String open) {

    public Door {
        lookUps = List.copyOf(lookUps);
    }

    String[] lookUpPaths() {
        return lookUps.toArray(String[]::new);
    }
}
