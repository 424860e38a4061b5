// doctor: what the rules of the policy forbid and the register holds all the same, what is left half done, and what the file and
// the program lack. Each finding names the number, what is the case, the clause and the command that mends it.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

enum class Gravity { error, warning, note };
constexpr std::array<Name<Gravity>, 3> names_of(Gravity) {
    return {{{Gravity::error, "error", N_("error"), "誤り"},
             {Gravity::warning, "warning", N_("warning"), "注意"},
             {Gravity::note, "note", N_("note"), "参考"}}};
}

struct DoctorFinding {
    Gravity severity = Gravity::error;
    std::string number;  // U000001, A2026-0001; empty for what has none
    Message text;
    std::string command;  // the next step
    std::string clause;   // "art. 8-2(1)"
    std::string check;    // stable name
};
const Description<DoctorFinding>& describe(const DoctorFinding*);

// One check: a SELECT that gives a row for each thing that is wrong; a column named token is put into the reader's language.
struct DoctorCheck {
    std::string_view name;
    Gravity severity;
    std::string_view clause;
    IdForm form;               // of the first column; prefix 0: it is text
    const char* text;          // its first place takes the number, the others the further columns
    std::string_view command;  // {} stands for the number
    std::string_view sql;      // ?1 is today
};
std::span<const DoctorCheck> doctor_checks();  // doctor_checks.cpp
std::span<const DoctorCheck> policy_checks();  // doctor_policy.cpp, part of those

struct DoctorReport {
    std::int64_t checks = 0;
    std::vector<DoctorFinding> findings;
};
// The rules as far as SQL can check them, and words of the code lists that two entries claim.
DoctorReport examine_register(const View& view);
// That, the file, the parts of the program that are loaded when needed, and with `full` what audit verify finds.
DoctorReport examine(const View& view, bool full);
// A finding that somebody must see to.
bool is_serious(const DoctorFinding& finding);

}  // namespace osaki
