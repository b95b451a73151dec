// Asio and Beast, compiled once for every file that only includes their declarations.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
