// Who may do it, what is kept of a refusal, and what is said beside an error.
#pragma once

#include "perform.hpp"

namespace osaki::cli {

// Code::no_right naming the role that is needed and the command that gives it.
void check_right(const Job& job, const View& view, Right right);
// A refusal leaves no row, but an entry of its own. That it was refused is what counts if the entry cannot be written.
void record_refusal(Job& job, Store& store, Error& refusal);
// For commands that open the file themselves; an older register has no place for the entry.
void record_refusal(Job& job, const std::string& path, const OpenOptions& options, Error& refusal);

// With JSON asked for, a stderr that a script reads holds the error as one document and nothing before it.
bool may_speak(const Job& job);
// Said beside an error that is on its way: a line of its own, or a detail of the JSON.
void add_remark(const Job& job, Error& error, const Message& said);

}  // namespace osaki::cli
