// The letter that tells a decision: made with it (approve, reject, return --notice) or afterwards (application notice).
#pragma once

#include "command.hpp"
#include "osaki/domain/application.hpp"

#include <string>
#include <vector>

namespace osaki::cli {

class Options;

void name_notice(Options& options, std::string& file);
// What was decided, and the letters about it once that is saved; the answer alone when no file is named.
Delivery told(const View& view, Output decided, const std::vector<ApplicationId>& ids, const std::string& file);

}  // namespace osaki::cli
