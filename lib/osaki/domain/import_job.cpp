// The table of jobs.
#include "osaki/domain/import_job.hpp"

#include "osaki/store/sql.hpp"

#include <array>

namespace osaki {

const Description<ImportJob>& describe(const ImportJob*) {
    static constexpr std::array columns{
        column<&ImportJob::import_job_id>("import_job_id", N_("Job")),
        column<&ImportJob::kind>("kind", N_("Kind")).required(),
        column<&ImportJob::file>("file", N_("File")).required(),
        column<&ImportJob::sha256>("sha256", N_("SHA-256")).required().detail(),
        column<&ImportJob::encoding>("encoding", N_("Encoding")).required().detail(),
        column<&ImportJob::at>("at", N_("At")),
        column<&ImportJob::rows>("rows", N_("Rows")),
        column<&ImportJob::added>("added", N_("Added")),
        column<&ImportJob::changed>("changed", N_("Changed")),
        column<&ImportJob::unchanged>("unchanged", N_("Unchanged")),
        column<&ImportJob::refused>("refused", N_("Refused")),
        column<&ImportJob::undone_at>("undone_at", N_("Undone at")),
    };
    static constexpr Description<ImportJob> description{"import_job", N_("Import job"), columns};
    return description;
}

ImportJob get_import_job(const View& view, ImportJobId id) {
    auto job = sql::find<ImportJob>(view, "SELECT * FROM import_job WHERE import_job_id = ?", id);
    if (!job) fail(Code::not_found, N_("there is no import job {}; `import jobs` lists them"), id);
    return *job;
}

std::vector<ImportJob> list_import_jobs(const View& view, const Query& query) {
    return sql::list<ImportJob>(view, "SELECT * FROM import_job ORDER BY import_job_id DESC", query);
}

std::optional<ImportJob> find_import_job(const View& view, std::string_view kind, std::string_view sha256) {
    return sql::find<ImportJob>(view,
                                "SELECT * FROM import_job WHERE kind = ? AND sha256 = ? AND undone_at IS NULL"
                                " ORDER BY import_job_id LIMIT 1",
                                kind, sha256);
}

ImportJobId add_import_job(Change& change, ImportJob job) {
    if (job.rows != job.added + job.changed + job.unchanged + job.refused)
        fail(Code::bug, N_("{} rows of {} were read but not all are accounted for; nothing was changed"), job.rows, job.file);
    change.insert("import", job);
    return job.import_job_id;
}

}  // namespace osaki
