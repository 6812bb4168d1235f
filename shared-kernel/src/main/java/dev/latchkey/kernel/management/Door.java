package dev.latchkey.kernel.management;

import java.util.List;

/**
 * What a service answers over HTTP; everything else is 404.
 *
 * @param lookUps paths that operators may GET
 * @param scope what an operator's token must be allowed for them
 * @param open paths that need no token
 */
public record Door(List<String> lookUps, String scope, List<String> open) {

    public Door {
        lookUps = List.copyOf(lookUps);
        open = List.copyOf(open);
    }

    String[] lookUpPaths() {
        return lookUps.toArray(String[]::new);
    }
}
