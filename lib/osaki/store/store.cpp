#include "osaki/store/store.hpp"

#include "osaki/base/crypto.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/lookup.hpp"

namespace osaki {

namespace {

// In one transaction: a new register is either whole or not there.
void build(Engine& engine) {
    engine.begin(true);
    engine.run("PRAGMA application_id = " + std::to_string(register_application_id));
    for (const auto& migration : migrations()) apply(engine, migration);
    engine.check(engine.try_run("COMMIT"));
    engine.finished();
    engine.version = Store::newest_version();
}

// The header of an empty file says nothing yet, so it gets its first page before the guards look at it.
void make_first_page(const std::string& file) {
    try {
        SQLite::Database database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX);
        database.exec("PRAGMA application_id = " + std::to_string(register_application_id));
    } catch (const SQLite::Exception& error) {
        fail(Code::file, N_("{} cannot be written ({})"), file, error.getErrorStr());
    }
}

std::string part_name(const std::string& file) {
    const auto bytes = random_bytes(8);
    return file + ".new-" + to_hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

std::unique_ptr<Engine> open_engine(const std::string& path, const OpenOptions& options, bool any_version) {
    auto engine = std::make_unique<Engine>(path, options);
    engine->file = guard_file(path);
    engine->connect();
    check_schema(*engine, any_version);
    return engine;
}

}  // namespace

int Store::newest_version() {
    return migrations().empty() ? 0 : migrations().back().number;
}

Store Store::create(const std::string& path, const OpenOptions& options, const Fill& fill) {
    Store store(std::make_unique<Engine>(path, options));
    if (path == ":memory:") {
        store.engine_->file = path;
        store.engine_->connect();
        build(*store.engine_);
        if (fill) fill(store);
        return store;
    }
    const auto file = guard_new_file(path);
    const auto part = part_name(file);
    // made under another name and then renamed, so that nobody ever meets half a register
    try {
        make_private_file(part);
        make_first_page(part);
        store.engine_->file = part;
        store.engine_->connect();
        build(*store.engine_);
        if (fill) fill(store);
        store.close();
        remove_file(part + "-journal");
        put_in_place(part, file, false);
    } catch (...) {
        store.close();
        remove_file(part);
        remove_file(part + "-journal");
        throw;
    }
    return open(path, options);
}

void Store::close() {
    engine_->disconnect();
}

Store Store::open(const std::string& path, const OpenOptions& options) {
    return Store(open_engine(path, options, false));
}

Store Store::open_any_version(const std::string& path, const OpenOptions& options) {
    return Store(open_engine(path, options, true));
}

Store::Store(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

int Store::version() const {
    return engine_->version;
}
const std::string& Store::path() const {
    return engine_->path;
}

View Store::view(Timestamp now) {
    View view(*engine_, now, engine_->begin(false));
    check_version(*engine_);
    load_lookup_key(*engine_);
    return view;
}

Change Store::change(const Actor& actor) {
    return {*engine_, actor};
}

Store::Migrated Store::migrate(const Actor& actor) {
    std::string copy;
    std::optional<std::set<RowName>> doubtful;  // no migration vouches for a row that was not as the audit told it
    for (const auto& migration : migrations()) {
        if (migration.number <= engine_->version) continue;
        auto change = this->change(actor);
        if (copy.empty() && !engine_->is_memory()) {
            copy = engine_->file + ".before-v" + std::to_string(migration.number);
            copy_register(*engine_, copy);
        }
        if (!doubtful) {
            doubtful.emplace();
            for (auto& row : stale_rows(*engine_)) doubtful->emplace(std::move(row.table), row.id);
        }
        apply(*engine_, migration);
        engine_->version = migration.number;
        try {
            change.renew_images(*doubtful);
            rebuild_lookups(change);
            change.note("migrate", "schema_text", migration.number);
            change.commit();
        } catch (...) {
            engine_->version = migration.number - 1;
            throw;
        }
    }
    return {copy, doubtful ? doubtful->size() : 0};
}

void Store::record_event(const Actor& actor, std::string_view verb, std::string_view subject, std::int64_t subject_id) {
    auto change = this->change(actor);
    change.note(verb, subject, subject_id);
    change.commit();
}

View::View(View&& other) noexcept : engine_(other.engine_), now_(other.now_), transaction_(other.transaction_) {
    other.engine_ = nullptr;
}

View::~View() {
    if (engine_ != nullptr && engine_->transaction == transaction_) engine_->rollback();
}

}  // namespace osaki
