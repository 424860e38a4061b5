// What each Code means to the shell, to scripts and to people: the one place that knows (osaki-mcs-exit-status(7)).
#pragma once

#include "osaki/base/error.hpp"

#include <array>
#include <string_view>

namespace osaki::cli {

struct CodeFacts {
    int status;
    std::string_view name;  // in errors as JSON
    const char* meaning;
};

constexpr CodeFacts facts_of(Code code) {
    switch (code) {
        case Code::failed:
            return {1, "failed", N_("failed, and nothing below fits")};
        case Code::usage:
            return {2, "usage", N_("the command line is wrong")};
        case Code::partly:
            return {3, "partly", N_("partly done: some rows were refused")};
        case Code::not_found:
            return {4, "not_found", N_("there is no such record")};
        case Code::conflict:
            return {5, "conflict", N_("the record is in another state, or a number or mail is taken")};
        case Code::invalid:
            return {6, "invalid", N_("the data are invalid and nothing was written")};
        case Code::busy:
            return {7, "busy", N_("somebody held the register longer than --lock-wait")};
        case Code::forbidden:
            return {8, "forbidden", N_("a gate or a rule forbids it")};
        case Code::confirmation:
            return {9, "confirmation", N_("a confirmation is needed and nothing was done")};
        case Code::findings:
            return {10, "findings", N_("finished, and there are findings")};
        case Code::wrong_file:
            return {11, "wrong_file", N_("not our register, or one of another version")};
        case Code::file:
            return {12, "file", N_("a file cannot be read, written or decoded")};
        case Code::no_right:
            return {13, "no_right", N_("the operator has no right to this")};
        case Code::durability:
            return {14, "durability", N_("the disk failed while saving: run osaki-mcs doctor")};
        case Code::bug:
            return {70, "bug", N_("a bug in osaki-mcs")};
        case Code::interrupted:
            return {130, "interrupted", N_("interrupted (143 when terminated)")};
    }
    return {70, "bug", N_("a bug in osaki-mcs")};
}

constexpr int exit_status(Code code) {
    return facts_of(code).status;
}

// In the order help shows them.
inline constexpr std::array all_codes{Code::failed,       Code::usage,      Code::partly,     Code::not_found,
                                      Code::conflict,     Code::invalid,    Code::busy,       Code::forbidden,
                                      Code::confirmation, Code::findings,   Code::wrong_file, Code::file,
                                      Code::no_right,     Code::durability, Code::bug,        Code::interrupted};

}  // namespace osaki::cli
