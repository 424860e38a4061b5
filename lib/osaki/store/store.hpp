// The register's one file: opened with all guards up, read through a View, written through a Change.
// A View never writes and is always rolled back; a Change is transaction, operator, clock and audit in one object.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/base/record.hpp"
#include "osaki/base/time.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki {

using RowName = std::pair<std::string, std::int64_t>;  // its table and number
struct Engine;  // the connection and its cached statements, known to store/*.cpp and sql.hpp only

// Who does it and by what command, as the audit keeps it. All from the Host; nothing here asks the machine.
struct Actor {
    std::string login;  // operator, "jimukyoku"
    std::int64_t os_uid = 0;
    std::string command;      // "approve A2026-0001": words and numbers only, never a secret
    std::string reason = {};  // --reason
    Timestamp now = {};
    bool accept_clock = false;  // go on although now lies before the newest entry; recorded
};

struct OpenOptions {
    int lock_wait_seconds = 15;  // then Code::busy
};

class View;
class Change;

class Store {
public:
    // The newest migration this program knows.
    static int newest_version();

    // A new register file (0600, in a directory that is 0700), migrated to the newest version; Code::conflict when the file
    // exists. path ":memory:" for tests.
    // fill writes what the register begins with, before anybody can meet it; when it throws, there is no register.
    using Fill = std::function<void(Store& store)>;
    static Store create(const std::string& path, const OpenOptions& options = {}, const Fill& fill = {});
    // Checks file, application id, version and schema hash first: Code::wrong_file leaves it byte for byte; Code::not_found.
    static Store open(const std::string& path, const OpenOptions& options = {});
    // As open, but an older version is allowed: for `db status` and `db migrate`.
    static Store open_any_version(const std::string& path, const OpenOptions& options = {});

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    int version() const;
    const std::string& path() const;

    // One snapshot of everything until it goes out of scope, looked at from the given instant.
    View view(Timestamp now);
    // BEGIN IMMEDIATE; Code::busy after lock_wait; Code::conflict when actor.now lies before the newest audit entry.
    Change change(const Actor& actor);
    // Copies the file beside itself (".before-vN"), then applies each newer migration in its own transaction. A row that was not
    // as the audit told it before stays a finding of verify afterwards.
    struct Migrated {
        std::string copy = {};     // path; empty when nothing was to do
        std::size_t doubtful = 0;  // rows
    };
    Migrated migrate(const Actor& actor);
    // A small transaction of its own for what leaves no row: a refusal (8, 13), an export, a check.
    void record_event(const Actor& actor, std::string_view verb, std::string_view subject, std::int64_t subject_id);

private:
    explicit Store(std::unique_ptr<Engine> engine);
    void close();
    std::unique_ptr<Engine> engine_;
};

class View {
public:
    View(View&&) noexcept;
    View& operator=(View&&) = delete;
    virtual ~View();
    Engine& engine() const { return *engine_; }
    Timestamp now() const { return now_; }
    Date today() const { return date_of(now_); }

protected:
    friend class Store;
    View(Engine& engine, Timestamp now, std::uint64_t transaction) : engine_(&engine), now_(now), transaction_(transaction) {}
    Engine* engine_;
    Timestamp now_;
    std::uint64_t transaction_;  // so that only its own is rolled back
};

class Change : public View {
public:
    Change(Change&&) noexcept;
    ~Change() override;  // rolls back what was not committed

    const Actor& actor() const;

    // Writes the row and its after-image together, so that neither can be without the other. insert() gives the record its
    // number when it has none.
    template <class R>
    void insert(std::string_view verb, R& record);
    template <class R>
    void update(std::string_view verb, const R& record);
    // Takes the row away and writes an empty image: for snapshots that are replaced, never for people.
    template <class R>
    void remove(std::string_view verb, const R& record);
    // Something done that changes no row.
    void note(std::string_view verb, std::string_view subject, std::int64_t subject_id);

    // COMMIT. Throws Code::bug when rows were written and nothing was noted. After a failed COMMIT the truth is looked up by the
    // request id: returns when it was done, Code::file "not done", Code::durability when nobody knows.
    void commit();

private:
    friend class Store;
    friend class Undoing;  // store/undo.cpp
    struct State;
    enum class How { insert, update, remove };
    Change(Engine& engine, const Actor& actor);
    std::unique_ptr<State> state_;
    template <class R>
    std::int64_t write(std::string_view verb, How how, const R& record);
    // The id of the row; cells in the order of names, the primary key first.
    std::int64_t write_row(std::string_view verb, std::string_view table, How how, const std::vector<std::string_view>& names,
                           std::vector<Cell>& cells);
    std::int64_t give_number(std::string_view table);
    void renew_images(const std::set<RowName>& but);  // of the rows a migration changed
    void settle(int code);
};

template <class R>
std::int64_t Change::write(std::string_view verb, How how, const R& record) {
    const auto& d = description<R>();
    std::vector<std::string> scratch(d.columns.size());
    std::vector<std::string_view> names;
    std::vector<Cell> cells;
    names.reserve(d.columns.size());
    cells.reserve(d.columns.size());
    for (const auto& c : d.columns) {
        if (!c.stored) continue;
        cells.push_back(c.cell(record, scratch[names.size()]));
        names.push_back(c.name);
    }
    return write_row(verb, d.kind, how, names, cells);
}

template <class R>
void Change::insert(std::string_view verb, R& record) {
    const auto id = write(verb, How::insert, record);
    description<R>().columns[0].set(record, Cell(id));
}
template <class R>
void Change::update(std::string_view verb, const R& record) {
    write(verb, How::update, record);
}
template <class R>
void Change::remove(std::string_view verb, const R& record) {
    write(verb, How::remove, record);
}

}  // namespace osaki
