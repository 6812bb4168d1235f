package dev.latchkey.audit.read.logs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of combinations that one batch has already asked for, in its transaction. */
final class FacetNumbers {

    private final Facets facets;
    private final Map<List<Object>, Integer> known = new HashMap<>();

    FacetNumbers(Facets facets) {
        this.facets = facets;
    }

    int of(Facet facet, Map<String, String> attributes) {
        return known.computeIfAbsent(List.of(facet, attributes), unknown -> facets.idOf(facet, attributes));
    }
}
