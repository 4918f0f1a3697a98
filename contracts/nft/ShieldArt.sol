// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/**
 * @title ShieldArt
 * @notice What every shield has: the board's planks and grain, the iron rim with its rivets, the boss. Its definitions
 * never differ, so that many shields may stand in one document though they share the definitions' ids.
 */
library ShieldArt {
    string private constant OPENING =
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-240 -240 480 480"><title>';

    /// @dev In their order: the night behind, iron, the domed boss, the board's curve, the shadow, grain, the board's edge.
    string private constant DEFINITIONS =
        "<defs>"
        '<radialGradient id="a" cy=".4" r=".75"><stop stop-color="#3f4954"/><stop offset="1" stop-color="#161b21"/></radialGradient>'
        '<linearGradient id="b" x2=".8" y2="1"><stop stop-color="#dfe3e6"/><stop offset=".35" stop-color="#858d94"/><stop offset=".6" stop-color="#50575e"/><stop offset="1" stop-color="#2a2f35"/></linearGradient>'
        '<radialGradient id="c" cx=".36" cy=".3" r=".8"><stop stop-color="#f4f6f7"/><stop offset=".3" stop-color="#b3bac0"/><stop offset=".75" stop-color="#646c74"/><stop offset="1" stop-color="#343a41"/></radialGradient>'
        '<radialGradient id="d" cx=".42" cy=".36" r=".66"><stop stop-color="#fff" stop-opacity=".22"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset=".6" stop-opacity="0"/><stop offset="1" stop-opacity=".55"/></radialGradient>'
        '<radialGradient id="e"><stop offset=".3" stop-opacity=".75"/><stop offset=".84" stop-opacity=".6"/><stop offset="1" stop-opacity="0"/></radialGradient>'
        '<filter id="f" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency=".11 .004" numOctaves="4" seed="7"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -1.7 .95"/></filter>'
        '<clipPath id="g"><circle r="188"/></clipPath>'
        "</defs>";

    string private constant GROUND =
        '<path d="M-240-240H240V240H-240Z" fill="url(#a)"/><circle cx="5" cy="14" r="226" fill="url(#e)"/>';

    string private constant PLANKS =
        'd="M-135-190V190M-81-190V190M-27-190V190M27-190V190M81-190V190M135-190V190"';

    string private constant WOOD =
        '<path d="M-190-190H190V190H-190Z" filter="url(#f)"/><g fill="none">'
        '<path stroke="#000" stroke-opacity=".5" stroke-width="2.2" ';

    string private constant WOOD_LIT =
        '/><path transform="translate(2)" stroke="#fff" stroke-opacity=".16" stroke-width="1.4" ';

    string private constant RIM =
        '/></g></g><circle r="188" fill="url(#d)"/><g fill="none"><circle r="192" stroke="#14171a" stroke-width="27"/>'
        '<circle r="192" stroke="url(#b)" stroke-width="23"/>'
        '<circle r="183" stroke="#000" stroke-opacity=".35" stroke-width="3"/>'
        '<circle r="200" stroke="#fff" stroke-opacity=".18" stroke-width="2"/><g stroke-linecap="round">'
        '<circle r="192" stroke="#1d2125" stroke-width="12" stroke-dasharray="0 75.4"/>'
        '<circle r="192" stroke="#a7aeb5" stroke-width="8.5" stroke-dasharray="0 75.4"/>'
        '<circle r="192" stroke="#eef1f3" stroke-width="3" stroke-dasharray="0 75.4" transform="translate(-1.4-1.6)"/>'
        "</g></g>";

    string private constant BOSS =
        '<circle cx="3" cy="7" r="90" fill-opacity=".42"/>'
        '<circle r="84" fill="url(#b)" stroke="#14171a" stroke-width="3"/><g fill="none" stroke-linecap="round">'
        '<circle r="73" stroke="#1d2125" stroke-width="10" stroke-dasharray="0 57.33"/>'
        '<circle r="73" stroke="#c3c9ce" stroke-width="6.5" stroke-dasharray="0 57.33"/></g>'
        '<circle r="60" fill="url(#c)" stroke="#14171a" stroke-width="2.5"/>';

    /**
     * @dev The whole SVG.
     * @param title Text that needs no escaping.
     * @param colour The board's, as `#rrggbb`.
     * @param painted Elements on the board, under the grain.
     * @param struck Elements on the boss.
     */
    function shield(
        string memory title,
        string memory colour,
        string memory painted,
        string memory struck
    ) internal pure returns (string memory) {
        string memory open = string.concat(OPENING, title, "</title>", DEFINITIONS, GROUND);
        string memory board = string.concat(
            '<g clip-path="url(#g)"><circle r="190" fill="',
            colour,
            '"/>',
            painted
        );
        string memory wood = string.concat(WOOD, PLANKS, WOOD_LIT, PLANKS);
        return string.concat(open, board, wood, RIM, BOSS, struck, "</svg>");
    }

    /// @dev The second colour on the board.
    function paint(string memory path, string memory colour) internal pure returns (string memory) {
        string memory outline = '" stroke="#000" stroke-opacity=".3" stroke-width="3"/>';
        return string.concat('<path d="', path, '" fill="', colour, outline);
    }

    /// @dev A rune cut into the boss: its dark strokes, and the light on their lower edge.
    function strike(string memory rune) internal pure returns (string memory) {
        return
            string.concat(
                '<g fill="none" stroke-linecap="round" stroke-linejoin="round" transform="scale(1.24)"><path d="',
                rune,
                '" stroke="#fff" stroke-opacity=".55" stroke-width="7" transform="translate(1.2 1.4)"/><path d="',
                rune,
                '" stroke="#15181c" stroke-width="6.4"/></g>'
            );
    }

    /// @dev `#rrggbb`: what comes after the 0 of `0xrrggbb`, its x overwritten.
    function hexOf(uint24 rgb) internal pure returns (string memory) {
        bytes memory text = bytes(Strings.toHexString(rgb, 3));
        text[1] = "#";
        return string(Bytes.slice(text, 1));
    }
}
