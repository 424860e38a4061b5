#include "osaki/domain/doctor.hpp"

#include "osaki/base/module.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/codes.hpp"
#include "osaki/store/audit.hpp"
#include "osaki/store/health.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

namespace osaki {

namespace {

constexpr Column<DoctorFinding> finding_columns[] = {
    column<&DoctorFinding::severity>("severity", N_("Severity")),
    column<&DoctorFinding::number>("number", N_("Number")),
    column<&DoctorFinding::text>("text", N_("Finding")).required(),
    column<&DoctorFinding::command>("command", N_("Next")),
    column<&DoctorFinding::clause>("clause", N_("Clause")).coded("clause"),
    column<&DoctorFinding::check>("check", N_("Check")).required().detail(),
};

// Shared objects loaded when first needed, with what is asked of each.
struct Part {
    const char* module;
    const char* symbol;
};
constexpr std::array parts{Part{"unicode", "osaki_unicode_table"}, Part{"workbook", "osaki_workbook_table"},
                           Part{"letters", "osaki_letter_table"}};

// Letters and reports are set in it.
constexpr std::array font_files{"/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
                                "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf"};

std::string text_of(const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    const auto* text = std::get_if<std::string_view>(&cell);
    return text ? std::string(*text) : std::string();
}

void run(const DoctorCheck& check, const View& view, std::vector<DoctorFinding>& found) {
    sql::Statement rows(view, check.sql);
    std::string day;
    if (check.sql.find("?1") != std::string_view::npos) rows.bind(1, sql::cell_of(view.today(), day));
    const auto places = [text = std::string_view(check.text)] {
        int count = 0;
        for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2)) ++count;
        return count;
    }();
    const auto label = rows.column_index("token");
    while (rows.step()) {
        const auto first = rows.cell(0);
        const auto* id = std::get_if<std::int64_t>(&first);
        const auto number = id && check.form.prefix != '\0' ? format_id(check.form, *id) : text_of(first);
        Message text{check.text, {}};
        for (int i = 0; i < places; ++i) text.arguments.push_back({i == 0 ? number : text_of(rows.cell(i)), i == label});
        found.push_back({check.severity, number, std::move(text), with_number(check.command, number), std::string(check.clause),
                         std::string(check.name)});
    }
}

// Which of the two a person meant could not be told.
void check_words(const View& view, std::vector<DoctorFinding>& found) {
    std::map<std::pair<std::string, std::string>, std::string> owners;
    const auto codes = Codes(view);
    for (const auto& entry : codes.all()) {
        auto words = entry.aliases;
        words.push_back(entry.label);
        words.push_back(entry.token);
        for (const auto& word : words) {
            const auto [owner, is_new] = owners.emplace(std::pair(entry.list, search_key(word)), entry.token);
            if (is_new || owner->second == entry.token) continue;
            found.push_back(
                {Gravity::warning,
                 to_text(entry.code_id),
                 message(N_("code list {}: {} stands for {} and for {}"), entry.list, word, owner->second, entry.token),
                 "osaki-mcs profile show",
                 {},
                 "word-twice"});
        }
    }
}

void check_file(const View& view, DoctorReport& report) {
    report.checks += health_checks;
    for (auto& ailment : ailments_of_file(view))
        report.findings.push_back({ailment.is_error ? Gravity::error : Gravity::warning,
                                   {},
                                   std::move(ailment.text),
                                   std::move(ailment.command),
                                   {},
                                   std::string(ailment.check)});
}

void check_program(DoctorReport& report) {
    report.checks += static_cast<std::int64_t>(parts.size()) + 1;
    for (const auto& part : parts) {
        try {
            module_symbol(part.module, part.symbol);
        } catch (const Error& error) {
            report.findings.push_back({Gravity::error, {}, error.message, "osaki-mcs version", {}, "module"});
        }
    }
    const auto is_there = [](const char* file) {
        std::error_code ignored;
        return std::filesystem::exists(file, ignored);
    };
    if (!std::ranges::any_of(font_files, is_there))
        report.findings.push_back({Gravity::warning,
                                   {},
                                   message(N_("no Japanese font for letters and reports is installed")),
                                   "apt-get install fonts-ipaexfont",
                                   {},
                                   "font"});
}

void check_audit(const View& view, DoctorReport& report) {
    ++report.checks;
    const auto count = verify_audit(view).findings.size();
    if (count > 0)
        report.findings.push_back(
            {Gravity::error,
             {},
             message(N_("the register is not as the audit tells it: {} findings; keep a copy of the file"), count),
             "osaki-mcs audit verify",
             {},
             "audit"});
}

}  // namespace

const Description<DoctorFinding>& describe(const DoctorFinding*) {
    static constexpr Description<DoctorFinding> description{"doctor_finding", N_("findings"), finding_columns};
    return description;
}

DoctorReport examine_register(const View& view) {
    DoctorReport report;
    for (const auto& check : doctor_checks()) run(check, view, report.findings);
    check_words(view, report.findings);
    report.checks = static_cast<std::int64_t>(doctor_checks().size()) + 1;
    return report;
}

DoctorReport examine(const View& view, bool full) {
    auto report = examine_register(view);
    check_file(view, report);
    check_program(report);
    if (full) check_audit(view, report);
    std::ranges::stable_sort(report.findings, {}, &DoctorFinding::severity);
    return report;
}

bool is_serious(const DoctorFinding& finding) {
    return finding.severity != Gravity::note;
}

}  // namespace osaki
