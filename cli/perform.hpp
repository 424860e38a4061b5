// Opens, acts, renders, commits, prints: the five things that no command does itself.
#pragma once

#include "command.hpp"
#include "host.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "settings.hpp"

namespace osaki::cli {

// One command about to be performed.
struct Job {
    Host& host;
    const Command& command;
    const Globals& globals;
    const Settings& settings;
    Style style;
    Actor actor;
    Progress& progress;
    bool is_cut = false;  // the answer did not fit the terminal
};

// The exit status of what went well; throws Error for the rest.
int perform(Job& job, const Action& action);

}  // namespace osaki::cli
