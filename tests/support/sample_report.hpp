// Reports for looking at: a month of a network of 1,200 people, and one that has everything a page may stumble over.
#pragma once

#include "osaki/print/report_page.hpp"

namespace osaki {

ReportPage month_sample();
ReportPage english_sample();
// Empty sections, names of forty letters, markup, controls, nothing known anywhere.
ReportPage nasty_sample();

}  // namespace osaki
