// The parts of a workbook as XML. Long ones (rows, shared strings) are cut into pieces of whole elements, so that the tree of no
// more than one piece stands in memory. Prefixes of names say nothing and are passed over.
#pragma once

#include "osaki/workbook/package.hpp"

#include <pugixml.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace osaki {

// Names without their prefix.
std::string_view local_name(const char* name);
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
bool is_true(std::string_view value);

// Code::file naming the part when it is no XML; a document type, which only an attack brings, is refused too.
void parse(const Package& package, const std::string& part, std::string text, pugi::xml_document& to);
void read_part(Package& package, const std::string& part, pugi::xml_document& to);

// Calls each for every element called `item`; `rest` receives the document without them.
void for_each_item(Package& package, const std::string& part, std::string_view item,
                   const std::function<void(const pugi::xml_node&)>& each, pugi::xml_document& rest);

}  // namespace osaki
