package dev.latchkey.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int MOST = 130;
    private static final List<byte[]> ENTRIES = NaiveTree.entries(MOST);
    private static final MerkleTree TREE = over(ENTRIES);

    /** The well-known reference entries of Certificate Transparency. */
    private static final List<byte[]> REFERENCE = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<String> REFERENCE_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheReferenceRoots() {
        MerkleTree tree = over(REFERENCE);
        CompactRange range = CompactRange.empty();

        for (int size = 0; size <= REFERENCE.size(); size++) {
            assertThat(hex(tree.root(size))).isEqualTo(REFERENCE_ROOTS.get(size));
            assertThat(hex(range.root())).isEqualTo(REFERENCE_ROOTS.get(size));
            if (size < REFERENCE.size()) {
                range.append(TreeHash.leaf(REFERENCE.get(size)));
            }
        }
    }

    @Test
    void hasTheReferenceProofs() {
        MerkleTree tree = over(REFERENCE);

        assertThat(hex(tree.inclusion(0, 8)))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(tree.consistency(6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(tree.consistency(8, 8)).isEmpty();
    }

    @Test
    void isTheTreeOfTheDefinitionAtEverySize() {
        CompactRange range = CompactRange.empty();
        for (int size = 0; size <= MOST; size++) {
            byte[] expected = NaiveTree.hash(ENTRIES.subList(0, size));
            assertThat(TREE.root(size)).isEqualTo(expected);
            assertThat(range.root()).isEqualTo(expected);
            assertThat(hex(TREE.frontier(size))).isEqualTo(hex(range.subtrees()));
            assertThat(CompactRange.of(size, range.subtrees()).root()).isEqualTo(expected);
            if (size < MOST) {
                range.append(TreeHash.leaf(ENTRIES.get(size)));
            }
        }
    }

    @Test
    void provesEveryEntryAtEverySizeAndNoOther() {
        for (int size = 1; size <= MOST; size++) {
            byte[] root = TREE.root(size);
            for (int position = 0; position < size; position++) {
                List<byte[]> path = TREE.inclusion(position, size);
                byte[] leaf = TreeHash.leaf(ENTRIES.get(position));
                byte[] other = TreeHash.leaf(ENTRIES.get((position + 1) % MOST));

                assertThat(hex(path)).isEqualTo(hex(NaiveTree.path(position, ENTRIES.subList(0, size))));
                assertThat(ProofCheck.isIncluded(leaf, position, size, path, root))
                        .isTrue();
                assertThat(ProofCheck.isIncluded(other, position, size, path, root))
                        .isFalse();
                assertThat(ProofCheck.isIncluded(leaf, position + size, size, path, root))
                        .isFalse();
                assertThat(ProofCheck.isIncluded(leaf, position, size, longer(path), root))
                        .isFalse();
                assertThat(path.isEmpty() || !ProofCheck.isIncluded(leaf, position, size, shorter(path), root))
                        .isTrue();
            }
        }
    }

    @Test
    void provesThatEverySizeContinuesEverySmallerOne() {
        for (int second = 0; second <= MOST; second++) {
            byte[] root = TREE.root(second);
            for (int first = 0; first <= second; first++) {
                byte[] firstRoot = TREE.root(first);
                List<byte[]> proof = TREE.consistency(first, second);

                assertThat(ProofCheck.isConsistent(first, firstRoot, second, root, proof))
                        .isTrue();
                assertThat(ProofCheck.isConsistent(first, TreeHash.leaf(firstRoot), second, root, proof))
                        .isFalse();
                assertThat(ProofCheck.isConsistent(first, firstRoot, second, root, longer(proof)))
                        .isFalse();
                if (first > 0 && first < second) {
                    assertThat(hex(proof)).isEqualTo(hex(NaiveTree.subproof(first, ENTRIES.subList(0, second), true)));
                    assertThat(ProofCheck.isConsistent(first, firstRoot, second, TreeHash.leaf(root), proof))
                            .isFalse();
                    assertThat(ProofCheck.isConsistent(first, firstRoot, second, root, shorter(proof)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> TREE.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TREE.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompactRange.of(3, List.of(TreeHash.empty())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompactRange.of(1, List.of(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ProofCheck.isConsistent(6, TREE.root(6), 5, TREE.root(5), List.of()))
                .isFalse();
    }

    private static MerkleTree over(List<byte[]> entries) {
        Map<Integer, byte[]> known = new HashMap<>();
        return new MerkleTree((level, index) -> {
            int start = Math.toIntExact(index << level);
            return known.computeIfAbsent(
                    (level << 16) + start, place -> NaiveTree.hash(entries.subList(start, start + (1 << level))));
        });
    }

    private static List<byte[]> longer(List<byte[]> path) {
        return Stream.concat(path.stream(), Stream.of(TreeHash.empty())).toList();
    }

    private static List<byte[]> shorter(List<byte[]> path) {
        return path.isEmpty() ? path : path.subList(0, path.size() - 1);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(MerkleTreeTest::hex).toList();
    }
}
