// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/**
 * @title ShieldHeraldry
 * @notice The fields and runes a shield can show, with the paths that draw them. The shield's centre is the origin.
 */
library ShieldHeraldry {
    /// @dev Covers, in a circle of radius 190, what is painted in the second colour.
    function patternPath(uint256 pattern) internal pure returns (string memory) {
        string[8] memory paths = [
            "M0-190H200V190H0Z",
            "M0 0V-200H200V0ZM0 0V200H-200V0Z",
            "M0 0V-200H200ZM0 0H200V200ZM0 0V200H-200ZM0 0H-200V-200Z",
            "M0 0A100 100 0 0 1 200 0A200 200 0 0 1 141 141A100 100 0 0 0 0 0ZM0 0A100 100 0 0 1 0 200A200 200 0 0 1 -141 141A100 100 0 0 0 0 0ZM0 0A100 100 0 0 1 -200 0A200 200 0 0 1 -141 -141A100 100 0 0 0 0 0ZM0 0A100 100 0 0 1 0 -200A200 200 0 0 1 141 -141A100 100 0 0 0 0 0Z",
            "M-27-190H27V190H-27ZM81-190H135V190H81ZM-135-190H-81V190H-135Z",
            "M-38-190H38V-38H190V38H38V190H-38V38H-190V-38H-38Z",
            "M0-164A164 164 0 1 1-.1-164ZM0-122A122 122 0 1 0 .1-122Z",
            "M0 0 -41 -206 41 -206ZM0 0 117 -175 175 -117ZM0 0 206 -41 206 41ZM0 0 175 117 117 175ZM0 0 41 206 -41 206ZM0 0 -117 175 -175 117ZM0 0 -206 41 -206 -41ZM0 0 -175 -117 -117 -175Z"
        ];
        return paths[pattern];
    }

    /// @dev The heralds' words for how a field is divided.
    function patternName(uint256 pattern) internal pure returns (string memory) {
        string[8] memory names = [
            "Per pale",
            "Quarterly",
            "Gyronny",
            "Swirl",
            "Paly",
            "Cross",
            "Ringed",
            "Rayed"
        ];
        return names[pattern];
    }

    /// @dev Strokes of the elder futhark's runes, 60 units high.
    function runePath(uint256 rune) internal pure returns (string memory) {
        string[24] memory paths = [
            "M-10-30V30M-10-6 11-25M-10 11 14-11",
            "M-13 30V-30L13-11V30",
            "M-9-30V30M-9-17 13 0-9 17",
            "M-9-30V30M-9-30 13-13M-9-11 13 6",
            "M-11 30V-30L11-16-11-2 12 30",
            "M11-24-12 0 11 24",
            "M-18-26 18 26M18-26-18 26",
            "M-9 30V-30L13-15-9 0",
            "M-13-30V30M13-30V30M-13-9 13 9",
            "M0-30V30M-15-10 15 8",
            "M0-30V30",
            "M3-29-15-13 3 3M-3-3 15 13-3 29",
            "M-14 15 0 30V-30L14-15",
            "M14-27 2-13-12-30V30L2 13 14 27",
            "M0-30V30M-17-29 0-8 17-29",
            "M11-30-10-11 10 9-11 30",
            "M0-30V30M-17-13 0-30 17-13",
            "M-10 30V-30L13-15-10 0 13 15Z",
            "M-15 30V-30L0-13 15-30V30",
            "M-15 30V-30L15-5M15 30V-30L-15-5",
            "M-8 30V-30L13-10",
            "M0-24 19 0 0 24-19 0Z",
            "M-17 26V-26L17 26V-26Z",
            "M-15 30 14-7 0-27-14-7 15 30"
        ];
        return paths[rune];
    }

    /// @dev The elder futhark in its order.
    function runeName(uint256 rune) internal pure returns (string memory) {
        string[24] memory names = [
            "Fehu",
            "Uruz",
            "Thurisaz",
            "Ansuz",
            "Raidho",
            "Kenaz",
            "Gebo",
            "Wunjo",
            "Hagalaz",
            "Naudhiz",
            "Isa",
            "Jera",
            "Eihwaz",
            "Perthro",
            "Algiz",
            "Sowilo",
            "Tiwaz",
            "Berkano",
            "Ehwaz",
            "Mannaz",
            "Laguz",
            "Ingwaz",
            "Dagaz",
            "Othala"
        ];
        return names[rune];
    }
}
