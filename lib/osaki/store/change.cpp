// A change: rows and their after-images written together, the chain of entries, and the truth about a COMMIT that failed.
#include "osaki/base/crypto.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/image.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/row_sql.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

std::string hex(std::string_view bytes) {
    return to_hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

constexpr std::size_t salt_size = 16;

// Random bytes drawn by the page: one call to the kernel per 256 entries.
class Salts {
public:
    std::string_view next() {
        if (at_ == pool_.size()) {
            pool_ = random_bytes(256 * salt_size);
            at_ = 0;
        }
        at_ += salt_size;
        return std::string_view(pool_).substr(at_ - salt_size, salt_size);
    }

private:
    std::string pool_;
    std::size_t at_ = 0;
};

struct Entry {
    std::string_view kind, verb, subject;
    std::int64_t subject_id;
    const std::string* body = nullptr;  // null for events
};

// The SQL that writes one kind of row in one way.
struct Plan {
    std::vector<std::string> names;  // kept: those of an undo are borrowed from an image
    std::string sql;
};

}  // namespace

struct Change::State {
    State(Engine& engine_, Actor actor_) : engine(engine_), actor(std::move(actor_)), at(to_text(actor.now)) {}

    void read_head();
    void begin_operation();
    void found();
    void append(const Entry& entry);
    const std::string& plan(std::string_view table, How how, const std::vector<std::string_view>& names);
    Cell reason() const { return actor.reason.empty() ? Cell{} : Cell{std::string_view(actor.reason)}; }
    std::int64_t rows_written() const { return sqlite3_total_changes64(engine.handle()) - changes_before - audit_rows; }

    Engine& engine;
    Actor actor;
    std::string at;
    std::string request_id = hex(random_bytes(16));
    std::int64_t op = 0;   // the newest there is, then ours
    std::int64_t seq = 0;  // the newest there is
    Digest prev{};
    Salts salts;
    std::map<std::pair<std::string, How>, Plan, std::less<>> plans;
    std::map<std::string, std::int64_t, std::less<>> next_numbers;  // per table, once one was given
    std::int64_t changes_before = 0;
    std::int64_t audit_rows = 0;
    bool is_begun = false;       // the operation's row is there
    bool is_first = false;       // the next entry carries the operation
    bool is_founding = false;    // no operation before this one
    bool is_clock_back = false;  // accepted
    bool is_noted = false;
    bool is_torn = false;  // a row without its image: must never be committed
};

void Change::State::read_head() {
    sql::Statement newest(engine, "SELECT operation_id, at FROM operation ORDER BY operation_id DESC LIMIT 1");
    is_founding = !newest.step();
    if (!is_founding) {
        op = std::get<std::int64_t>(newest.cell(0));
        const auto last = std::get<std::string_view>(newest.cell(1));
        // all instants are written at +09:00, so text sorts by time
        is_clock_back = at < last;
        if (is_clock_back && !actor.accept_clock)
            fail(Code::conflict,
                 N_("the clock says {}, but the newest entry of the audit is of {}; set the clock right, or go on with "
                    "--accept-clock"),
                 at, last);
    }
    sql::Statement head(engine, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    if (head.step()) {
        seq = std::get<std::int64_t>(head.cell(0));
        std::ranges::copy(head.bytes(1).substr(0, prev.size()), prev.begin());
    }
}

void Change::State::begin_operation() {
    if (is_begun) return;
    sql::Statement row(
        engine,
        "INSERT INTO operation (operation_id, request_id, at, operator, os_uid, command, reason) VALUES (?, ?, ?, ?, ?, ?, ?)");
    const Cell cells[] = {op + 1,
                          std::string_view(request_id),
                          std::string_view(at),
                          std::string_view(actor.login),
                          actor.os_uid,
                          std::string_view(actor.command),
                          reason()};
    for (int i = 0; i < 7; ++i) row.bind(i + 1, cells[i]);
    row.step();
    ++op;
    ++audit_rows;
    is_begun = is_first = true;
    if (is_founding) found();
    if (is_clock_back) append({"event", "accept-clock", "operation", op});
}

// Which register this is, said by the first operation of all.
void Change::State::found() {
    auto uuid = hex(random_bytes(16));
    uuid[12] = '4';
    uuid[16] = 'a';
    for (const std::size_t at_dash : {8U, 13U, 18U, 23U}) uuid.insert(at_dash, 1, '-');
    const auto key = hex(engine.lookup_key);
    const std::vector<std::string_view> names{"register_id", "uuid", "lookup_key", "created_at"};
    const std::vector<Cell> cells{std::int64_t{1}, std::string_view(uuid), std::string_view(key), std::string_view(at)};
    {
        sql::Statement row(engine, plan("register", How::insert, names));
        for (std::size_t i = 0; i < cells.size(); ++i) row.bind(static_cast<int>(i) + 1, cells[i]);
        row.step();
    }
    ++audit_rows;
    const auto body = encode_image("register", engine.version, names, cells);
    append({"change", "create", "register", 1, &body});
}

void Change::State::append(const Entry& entry) {
    begin_operation();
    EntryFields fields{seq + 1, op, entry.kind, entry.verb, entry.subject, entry.subject_id, {}, bytes_of(prev)};
    std::string_view salt;
    Digest commit{};
    if (entry.body != nullptr) {
        salt = salts.next();
        commit = commitment(salt, *entry.body);
        fields.payload_commit = bytes_of(commit);
    }
    const OperationFields operation{op, request_id, at, actor.login, actor.os_uid, actor.command, reason()};
    const auto hash = entry_hash(fields, is_first ? &operation : nullptr);
    sql::Statement row(engine,
                       "INSERT INTO audit (seq, op, kind, verb, subject, subject_id, payload_commit, prev, hash) VALUES (?, ?, "
                       "?, ?, ?, ?, ?, ?, ?)");
    row.bind(1, fields.seq);
    row.bind(2, op);
    row.lend(3, entry.kind);
    row.lend(4, entry.verb);
    row.lend(5, entry.subject);
    row.bind(6, entry.subject_id);
    if (fields.payload_commit) row.bind(7, sql::Blob{*fields.payload_commit});
    row.bind(8, sql::Blob{bytes_of(prev)});
    row.bind(9, sql::Blob{bytes_of(hash)});
    row.step();
    if (entry.body != nullptr) {
        sql::Statement payload(engine, "INSERT INTO audit_payload (seq, salt, body) VALUES (?, ?, ?)");
        payload.bind(1, fields.seq);
        payload.bind(2, sql::Blob{salt});
        payload.bind(3, sql::Blob{*entry.body});
        payload.step();
        ++audit_rows;
    }
    ++audit_rows;
    seq = fields.seq;
    prev = hash;
    is_first = false;
}

const std::string& Change::State::plan(std::string_view table, How how, const std::vector<std::string_view>& names) {
    auto& plan = plans[{std::string(table), how}];
    if (plan.sql.empty() || !std::ranges::equal(plan.names, names)) {
        plan.names.assign(names.begin(), names.end());
        if (how == How::insert) plan.sql = insert_sql(table, names);
        else if (how == How::update) plan.sql = update_sql(table, names);
        else plan.sql = remove_sql(table, names);
    }
    return plan.sql;
}

Change::Change(Engine& engine, const Actor& actor)
    : View(engine, actor.now, engine.begin(true)), state_(std::make_unique<State>(engine, actor)) {
    check_version(engine);
    state_->changes_before = sqlite3_total_changes64(engine.handle());
    state_->read_head();
    load_lookup_key(engine);
    if (state_->is_founding) engine.lookup_key = random_bytes(32);
}

Change::Change(Change&&) noexcept = default;
Change::~Change() = default;

const Actor& Change::actor() const {
    return state_->actor;
}

std::int64_t Change::give_number(std::string_view table) {
    auto& numbers = state_->next_numbers;
    auto next = numbers.find(table);
    if (next == numbers.end()) next = numbers.emplace(std::string(table), next_number(*this, table)).first;
    return next->second++;
}

std::int64_t Change::write_row(std::string_view verb, std::string_view table, How how, const std::vector<std::string_view>& names,
                               std::vector<Cell>& cells) {
    auto& state = *state_;
    if (how == How::insert && cells[0] == Cell(std::int64_t{0})) cells[0] = give_number(table);
    {
        sql::Statement row(*engine_, state.plan(table, how, names));
        const std::size_t count = how == How::remove ? 1 : cells.size();
        for (std::size_t i = 0; i < count; ++i) row.lend(static_cast<int>(i) + 1, cells[i]);
        state.is_torn = true;
        row.step();
    }
    if (sqlite3_changes64(engine_->handle()) != 1) fail(Code::bug, N_("{} has no row to {}"), table, verb);
    const auto id = std::get<std::int64_t>(cells[0]);
    const auto body = how == How::remove ? std::string() : encode_image(table, engine_->version, names, cells);
    state.append({"change", verb, table, id, &body});
    state.is_noted = true;
    state.is_torn = false;
    return id;
}

void Change::note(std::string_view verb, std::string_view subject, std::int64_t subject_id) {
    state_->append({"event", verb, subject, subject_id});
    state_->is_noted = true;
}

void Change::renew_images(const std::set<RowName>& but) {
    for (const auto& stale : stale_rows(*engine_)) {
        if (but.contains({stale.table, stale.id})) continue;
        std::string body;
        if (stale.exists) {
            sql::Statement row(*engine_,
                               "SELECT * FROM " + in_quotes(stale.table) + " WHERE " + in_quotes(stale.table + "_id") + " = ?");
            row.bind(1, stale.id);
            row.step();
            std::vector<std::string_view> names;
            std::vector<Cell> cells;
            for (int i = 0; i < sqlite3_column_count(row.handle()); ++i) {
                names.emplace_back(sqlite3_column_name(row.handle(), i));
                cells.push_back(row.cell(i));
            }
            body = encode_image(stale.table, engine_->version, names, cells);
        }
        state_->append({"change", "migrate", stale.table, stale.id, &body});
        state_->is_noted = true;
    }
}

void Change::commit() {
    auto& state = *state_;
    if (engine_->transaction != transaction_ || !engine_->in_transaction) fail(Code::bug, N_("this change was finished before"));
    if (sqlite3_get_autocommit(engine_->handle()) != 0)
        fail(Code::file, N_("{} could not be written; nothing was saved"), engine_->path);
    if (state.is_torn) fail(Code::bug, N_("a row was written without its audit; nothing was saved"));
    if (!state.is_noted) {
        if (state.rows_written() != 0 || !engine_->pending.empty())
            fail(Code::bug, N_("rows were written and nothing was noted; nothing was saved"));
        engine_->rollback();
        return;
    }
    flush_lookups(*engine_);
    const int code = engine_->try_run("COMMIT");
    if (code != SQLITE_OK) settle(code);
    engine_->finished();
}

// A COMMIT that failed may have committed: SQLite reports an error of the last sync as it reports one of the first. So the file
// is opened anew, which plays back an unfinished journal, and asked for the request id. The write itself is never tried again.
void Change::settle(int code) {
    if ((code & 0xff) == SQLITE_BUSY) engine_->raise(code);  // nothing was written yet; the destructor rolls back
    const std::string reason = sqlite3_errmsg(engine_->handle());
    const bool is_sync = code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
    bool is_done = false;
    try {
        if (engine_->is_memory()) engine_->raise(code);
        engine_->disconnect();
        engine_->connect();
        sql::Statement request(*engine_, "SELECT 1 FROM operation WHERE request_id = ?");
        request.bind(1, std::string_view(state_->request_id));
        is_done = request.step();
    } catch (const Error&) {
        fail(Code::durability,
             N_("the disk of {} failed while saving ({}); nobody knows whether it was saved, run `osaki-mcs doctor`"),
             engine_->path, reason);
    }
    if (!is_done) fail(Code::file, N_("{} could not be written ({}); nothing was saved"), engine_->path, reason);
    if (is_sync)
        fail(Code::durability,
             N_("the disk of {} failed while saving ({}); it was saved, but may be lost at a power cut, run `osaki-mcs audit "
                "verify`"),
             engine_->path, reason);
}

}  // namespace osaki
