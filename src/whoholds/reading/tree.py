"""A parse as plain objects: what the grammar asks of a token, read from spaCy once.

spaCy makes a new object at each step through a parse, and looks its strings up again. The rules
take some hundred steps a token; over nodes made once they cost half as much.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, field


@define(eq=False)
class Node:
    """A token of a parse, its attributes called as spaCy calls them.

    `tag_` is a Penn Treebank tag, `dep_` a dependency of the pipeline's scheme (ClearNLP's for
    the English ones); `head` is the node itself at the root; `children` are in order, `lefts`
    those before the token; `doc` holds all nodes of the sentence.
    """

    i: int
    text: str
    lower_: str
    tag_: str
    dep_: str
    is_punct: bool
    doc: "list[Node]" = field(repr=False)
    head: "Node" = field(init=False, repr=False)
    children: "list[Node]" = field(factory=list, repr=False)
    lefts: "list[Node]" = field(factory=list, repr=False)

    @property
    def subtree(self) -> "Iterator[Node]":
        """The node and all under it, in the order of the sentence."""
        for node in self.lefts:
            yield from node.subtree
        yield self
        for node in self.children[len(self.lefts) :]:
            yield from node.subtree

    @property
    def left_edge(self) -> "Node":
        """The first node of the subtree."""
        return min(self.subtree, key=lambda node: node.i)


def tree(parsed: Sequence[Any]) -> list[Node]:
    """The nodes of a spaCy Doc, by token."""
    nodes: list[Node] = []
    for token in parsed:
        node = Node(
            token.i, token.text, token.lower_, token.tag_, token.dep_, token.is_punct, nodes
        )
        nodes.append(node)
    for token, node in zip(parsed, nodes, strict=True):
        node.head = head = nodes[token.head.i]
        if head is not node:
            head.children.append(node)
            if node.i < head.i:
                head.lefts.append(node)
    return nodes
