// One exception, a flat list of codes; cli/exit_status.hpp turns each into its exit status.
#pragma once

#include "osaki/base/message.hpp"

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki {

enum class Code {
    failed,        // 1 nothing below fits
    usage,         // 2
    partly,        // 3 some rows refused
    not_found,     // 4
    conflict,      // 5 another state, taken, decided before, already loaded
    invalid,       // 6 nothing written
    busy,          // 7 somebody held the database too long
    forbidden,     // 8 a gate or a rule; names the clause
    confirmation,  // 9
    findings,      // 10
    wrong_file,    // 11 not our database, or another version
    file,          // 12 cannot be read, written or decoded
    no_right,      // 13
    durability,    // 14 the disk failed while saving
    bug,           // 70
    interrupted,   // 130, 143
};

// One thing that is wrong with one field of a record: the same for a typed option and an imported cell.
struct Fault {
    std::string_view field;  // as in the record description, "mail"
    std::string_view code;   // stable, "E_MAIL_DUP"
    Message text;
    Message hint = {};
    bool warning = false;
    Code status = Code::invalid;  // what it means when it stands alone: a taken mail is a conflict, a mail not yet free forbidden
};

class Error : public std::exception {
public:
    Error(Code code_, Message message_) : code(code_), message(std::move(message_)), english_(message.english()) {}
    Error(Code code_, Message message_, std::vector<Fault> faults_) : Error(code_, std::move(message_)) {
        faults = std::move(faults_);
    }
    const char* what() const noexcept override { return english_.c_str(); }

    Code code;
    Message message;
    std::vector<std::pair<std::string, std::string>> details;  // for errors as JSON: {"application", "A2026-0045"}
    std::vector<Fault> faults;

private:
    std::string english_;
};

template <class... Arguments>
[[noreturn]] void fail(Code code, const char* text, const Arguments&... arguments) {
    throw Error(code, message(text, arguments...));
}

}  // namespace osaki
