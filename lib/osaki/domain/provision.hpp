// Personal data that left the register as a file: to whom, what for, which columns, whose (第三者提供記録, Act on the Protection
// of Personal Information art. 29). Written in the act that makes the file, and never changed.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace osaki {

struct ProvisionTag {
    static constexpr IdForm form{'X', 4, false};
};
using ProvisionId = Id<ProvisionTag>;

struct Provision {
    ProvisionId provision_id = {};
    std::string kind = {};  // of record, or "all"
    Timestamp at = {};
    std::string actor = {};  // column "operator"
    std::string purpose = {};
    std::string recipient = {};            // empty: it stays with the secretariat
    std::vector<std::string> fields = {};  // of "all" the kinds
    std::int64_t records = 0;
    std::vector<std::string> numbers = {};  // whose: of at most most_numbers records, else empty
    std::string file = {};                  // empty: standard output
    std::string encoding = {};              // token: utf-8, utf-8-bom, cp932, xlsx
    std::string sha256 = {};                // hex; of "all" that of its manifest
};
const Description<Provision>& describe(const Provision*);

// More than so many are a list, not persons; numbers alone outlive the persons they stand for.
constexpr std::size_t most_numbers = 100;

// `at` and `actor` are those of the change. Code::invalid for a purpose or recipient that cannot be kept.
ProvisionId add_provision(Change& change, Provision provision);

}  // namespace osaki
